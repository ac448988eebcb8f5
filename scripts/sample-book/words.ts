const list = (text: string): readonly string[] => text.split(' ');

/** Made-up but plausible words; none of them names a real company on purpose. */
export const WORDS = {
  es: {
    given: list(
      'Ana Luis María José Carmen Jorge Lucía Diego Sofía Andrés Valeria Pablo Elena Tomás Paula Raúl Inés Hugo Marta Iván',
    ),
    family: list(
      'García López Martínez Rojas Torres Vargas Núñez Castro Peña Ramos Medina Salazar Quispe Fuentes Ibáñez Muñoz Ríos Vega',
    ),
    trade: list(
      'Comercial Distribuidora Servicios Industrias Ferretería Transportes Alimentos Papelería Constructora Textiles Clínica Agropecuaria',
    ),
    place: [
      'del Norte',
      'La Esperanza',
      'San Telmo',
      'El Roble',
      'Tres Ríos',
      'Altavista',
      'Monte Claro',
      'Puerto Azul',
      'La Ceiba',
      'Valle Verde',
      'Los Olivos',
      'Piedra Blanca',
    ],
    street: list('Juárez Hidalgo Libertad Independencia Bolívar Constitución Reforma Sucre'),
    streetKind: list('Calle Avenida'),
    disputes: ['Wrong price, waiting for a credit note', 'Goods arrived damaged', 'Quantity short by two boxes'],
  },
  pt: {
    given: list(
      'João Ana Pedro Mariana Lucas Beatriz Rafael Camila Gustavo Larissa Felipe Juliana Bruno Fernanda Thiago Patrícia',
    ),
    family: list(
      'Silva Santos Oliveira Souza Lima Pereira Ferreira Almeida Costa Ribeiro Carvalho Gomes Araújo Barbosa',
    ),
    trade: list(
      'Comercial Distribuidora Serviços Indústrias Transportes Alimentos Papelaria Construtora Têxtil Clínica Agropecuária',
    ),
    place: [
      'do Norte',
      'Boa Vista',
      'São Bento',
      'Água Clara',
      'Três Irmãos',
      'Monte Alto',
      'Porto Belo',
      'Vale Verde',
      'Bela Serra',
    ],
    street: list('Palmeiras Liberdade Independência Acácias Ipiranga Tiradentes Ouvidor'),
    streetKind: list('Rua Avenida'),
    disputes: ['Wrong price, waiting for a credit note', 'Goods arrived damaged', 'Service not finished'],
  },
} as const;
