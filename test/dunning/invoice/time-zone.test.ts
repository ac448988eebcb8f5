import { regionOfPostalCode } from '../../../dunning/invoice/postal-region';
import { customerTimeZones } from '../../../dunning/invoice/time-zone';
import { COUNTRIES } from '../../../dunning/invoice/time-zone-tables';

describe('the zones a customer may be in', () => {
  it.each([
    [{ timeZone: 'America/Tijuana', country: 'CO' }, ['America/Tijuana'], 'customer'],
    [{ country: 'MX', region: 'MX-BCN' }, ['America/Tijuana'], 'region'],
    [{ country: 'MX', region: 'Baja California' }, ['America/Tijuana'], 'region'],
    [{ country: 'mx', region: 'son' }, ['America/Hermosillo'], 'region'],
    [{ region: 'MX-ROO' }, ['America/Cancun'], 'region'],
    [{ country: 'MX', region: 'MX-CHH', city: 'Ciudad Juárez' }, ['America/Ciudad_Juarez'], 'town'],
    [{ country: 'MX', region: 'MX-NLE', city: 'Monterrey' }, ['America/Monterrey'], 'town'],
    [{ country: 'MX', region: 'MX-NLE' }, ['America/Mexico_City', 'America/Matamoros'], 'region'],
    [{ country: 'US', region: 'US-TX', city: 'El Paso' }, ['America/Denver'], 'town'],
    // There is a San Antonio in Florida too.
    [{ country: 'US', region: 'US-FL', city: 'San Antonio' }, ['America/New_York', 'America/Chicago'], 'region'],
    [{ country: 'US', region: 'US-TX', city: 'San Antonio' }, ['America/Chicago'], 'town'],
    [{ country: 'US', postalCode: '90210' }, ['America/Los_Angeles'], 'postal_code'],
    [{ country: 'US', region: 'Florida', postalCode: '33101', city: 'Miami' }, ['America/New_York'], 'town'],
    [{ country: 'ES', postalCode: '35001' }, ['Atlantic/Canary'], 'postal_code'],
    [{ country: 'ES', postalCode: '28001' }, ['Europe/Madrid'], 'postal_code'],
    [{ country: 'ES' }, ['Europe/Madrid', 'Atlantic/Canary'], 'country'],
    [{ country: 'BR', postalCode: '69900-000' }, ['America/Rio_Branco'], 'postal_code'],
    [{ country: 'BR', region: 'PE', postalCode: '53990-000' }, ['America/Noronha'], 'postal_code'],
    [{ country: 'BR', region: 'PE', postalCode: '50010-000' }, ['America/Recife'], 'postal_code'],
    [{ country: 'CL', region: 'CL-MA' }, ['America/Punta_Arenas'], 'region'],
    [{ country: 'CL', region: 'Valparaíso', city: 'Viña del Mar' }, ['America/Santiago'], 'town'],
    [{ country: 'EC', region: 'EC-W' }, ['Pacific/Galapagos'], 'region'],
    [{ country: 'AR', region: 'AR-X' }, ['America/Argentina/Buenos_Aires'], 'country'],
    [{ country: 'CO' }, ['America/Bogota'], 'country'],
    [{ country: 'UK' }, ['Europe/London'], 'country'],
    [{ country: 'FR' }, ['Europe/Paris'], 'country'],
    [{ phone: '+57 300 123 4567' }, ['America/Bogota'], 'phone'],
    [{ whatsapp: '+573001234567' }, ['America/Bogota'], 'phone'],
    [{ country: 'CO', phone: '+52 55 1234 5678' }, ['America/Bogota'], 'country'],
    [{ country: 'XX' }, [], 'unknown'],
    [{}, [], 'unknown'],
  ] as const)('%j: %j, from %s', (customer, zones, source) => {
    expect(customerTimeZones(customer)).toEqual({ zones, source });
  });

  it('are all of the country’s when the region is not known', () => {
    expect(customerTimeZones({ country: 'MX' }).zones).toContain('America/Tijuana');
    expect(customerTimeZones({ country: 'MX', region: 'Atlantis' }).zones).toContain('America/Cancun');
  });

  it.each(['GMT+6', '-06:00', 'Mexico City', 'America/Atlantis'])(
    'are none, with the reason, for the zone %s',
    (timeZone) => {
      const { zones, problem } = customerTimeZones({ timeZone, country: 'MX', region: 'MX-BCN' });
      expect(zones).toEqual([]);
      expect(problem).toMatchObject({ field: 'customer.timeZone', found: timeZone });
    },
  );

  it('come from tables whose zones all exist and whose regions are each listed', () => {
    for (const { all, regions, towns = {} } of Object.values(COUNTRIES)) {
      for (const zone of [...all, ...Object.keys(regions), ...Object.values(towns)]) {
        expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      }
      const listed = new Set(Object.values(regions).flatMap((list) => list.split(' ')));
      for (const town of Object.keys(towns)) expect(listed).toContain(town.split(' ')[0]);
    }
  });

  it('are a fresh list each time: nobody can spoil the next customer’s', () => {
    customerTimeZones({ country: 'MX' }).zones.length = 0;
    expect(customerTimeZones({ country: 'MX' }).zones.length).toBeGreaterThan(1);
  });
});

describe('the region of a postal code', () => {
  it.each([
    ['US', '10001', 'US-NY'],
    ['US', '20001-1234', 'US-DC'],
    ['US', '98101', 'US-WA'],
    ['US', '00901', 'US-PR'],
    ['BR', '01310-100', 'BR-SP'],
    ['BR', '20040002', 'BR-RJ'],
    ['BR', '29010-000', 'BR-ES'],
    ['BR', '57010-000', 'BR-AL'],
    ['CA', 'M5V 2T6', 'CA-ON'],
    ['CA', 'h2y1c6', 'CA-QC'],
    ['ES', '08001', 'ES-CT'],
    ['ES', '38001', 'ES-CN'],
    ['US', '9021', undefined],
    ['BR', '99', undefined],
    ['MX', '22000', undefined],
  ])('%s %s is %s', (country, code, region) => {
    expect(regionOfPostalCode(country, code)).toBe(region);
  });
});
