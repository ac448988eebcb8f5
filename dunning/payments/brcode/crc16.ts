/**
 * CRC-16/CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF, nothing reflected. Over the bytes of the text in UTF-8, as four
 * capital hexadecimal digits. Source: EMV QR Code Specification for Payment Systems, Merchant-Presented Mode, 4.7.3.
 */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
