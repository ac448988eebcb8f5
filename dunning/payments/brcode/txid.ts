/** Whether a transaction id may stand in a static code: 1 to 25 letters and digits, or `***` for none. Source: BCB manual. */
export function isStaticTxid(value: string): boolean {
  return /^(\*\*\*|[A-Za-z0-9]{1,25})$/.test(value);
}

/** Whether a PSP takes it for a charge: 26 to 35 letters and digits. Source: bacen/pix-api v2.9.0, `TxId`. */
export function isChargeTxid(value: string): boolean {
  return /^[A-Za-z0-9]{26,35}$/.test(value);
}

/** Whether it is an amount of a charge: two decimals, up to ten digits before them, not zero. Source: `CobValor.original`. */
export function isChargeAmount(value: string): boolean {
  return /^\d{1,10}\.\d{2}$/.test(value) && !/^0+\.00$/.test(value);
}
