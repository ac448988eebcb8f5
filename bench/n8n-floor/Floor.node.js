/** Loaded into n8n by the bench: hands every item on with one ready mail, to show what n8n itself takes for so many items. */
const MAIL = {
  channel: 'email',
  to: 'pagos@cliente.example',
  subject: 'Comercial Ejemplo: factura F-1 pendiente',
  html: 'x'.repeat(16_000),
  text: 'x'.repeat(1_700),
  headers: {},
  warnings: [],
};

exports.Floor = class {
  constructor() {
    this.description = {
      displayName: 'Floor',
      name: 'floor',
      group: ['transform'],
      version: 1,
      description: 'Hands every item on with one ready mail',
      defaults: { name: 'Floor' },
      inputs: ['main'],
      outputs: ['main'],
      properties: [],
    };
  }

  async execute() {
    const written = this.getInputData().map(({ json }, item) => ({
      json: { ...json, dunning: { ...json.dunning, message: { ...MAIL } } },
      pairedItem: { item },
    }));
    return [written];
  }
};
