/**
 * The schema, as steps that are only ever added to: a ledger of version n is brought up to date by the steps after n.
 * `s` is the quoted name of the schema. All times are integers, milliseconds since 1970 UTC.
 */
export const MIGRATIONS: ReadonlyArray<(s: string) => string> = [
  (s) => `
  CREATE TABLE ${s}.contacts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    account text NOT NULL,
    customer_id text NOT NULL,
    debt_id text NOT NULL,
    scope text NOT NULL,
    cycle text NOT NULL,
    stage text NOT NULL,
    level integer NOT NULL,
    channel text NOT NULL,
    attempt integer NOT NULL,
    at bigint NOT NULL,
    state text NOT NULL
      CHECK (state IN ('claimed', 'queued', 'sending', 'uncertain', 'sent', 'failed', 'released')),
    facts integer NOT NULL,
    claimed_at bigint NOT NULL,
    lease_from bigint NOT NULL,
    lease_until bigint NOT NULL,
    token text NOT NULL,
    provider text,
    provider_message_id text,
    detail text
  );
  CREATE INDEX contacts_of_customer ON ${s}.contacts (account, customer_id, at);
  CREATE INDEX contacts_by_message ON ${s}.contacts (provider_message_id) WHERE provider_message_id IS NOT NULL;

  CREATE TABLE ${s}.events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    at bigint NOT NULL,
    contact bigint REFERENCES ${s}.contacts (id),
    contact_key text,
    provider_message_id text,
    detail text,
    permanent boolean,
    machine boolean,
    received_at bigint NOT NULL,
    UNIQUE (provider, event_id)
  );
  CREATE INDEX events_of_contact ON ${s}.events (contact) WHERE contact IS NOT NULL;
  CREATE INDEX events_unmatched ON ${s}.events (provider_message_id)
    WHERE contact IS NULL AND provider_message_id IS NOT NULL;
  `,
  (s) => `
  CREATE TABLE ${s}.consent (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    customer_id text NOT NULL,
    channel text NOT NULL,
    change text NOT NULL CHECK (change IN ('opt_out', 'opt_in')),
    at bigint NOT NULL,
    source text NOT NULL,
    UNIQUE (account, customer_id, channel, change, at, source)
  );

  CREATE TABLE ${s}.holds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    customer_id text NOT NULL,
    hold_id text NOT NULL,
    scope text NOT NULL,
    hold text NOT NULL,
    set_at bigint NOT NULL,
    released_at bigint,
    UNIQUE (account, customer_id, hold_id)
  );

  CREATE TABLE ${s}.payments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    customer_id text NOT NULL,
    provider text NOT NULL,
    payment_id text NOT NULL,
    scope text NOT NULL,
    currency text NOT NULL,
    minor bigint NOT NULL,
    at bigint NOT NULL,
    status text NOT NULL,
    UNIQUE (provider, payment_id)
  );
  CREATE INDEX payments_of_customer ON ${s}.payments (account, customer_id, at);
  `,
  (s) => `
  -- What was said of payments, each fact once; a row of payments is their fold. Without an owner nobody knows whose it is.
  CREATE TABLE ${s}.payment_facts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider text NOT NULL,
    payment_id text NOT NULL,
    fact_id text NOT NULL,
    status text NOT NULL,
    currency text,
    minor bigint,
    at bigint NOT NULL,
    expires_at bigint,
    refund_id text,
    is_total boolean NOT NULL DEFAULT false,
    owner_account text,
    owner_customer text,
    owner_scope text,
    owner_by text,
    reference text,
    received_at bigint NOT NULL,
    UNIQUE (provider, payment_id, fact_id)
  );
  CREATE INDEX payment_facts_unowned ON ${s}.payment_facts (provider, payment_id) WHERE owner_customer IS NULL;
  INSERT INTO ${s}.payment_facts (provider, payment_id, fact_id, status, currency, minor, at, is_total, owner_account,
    owner_customer, owner_scope, owner_by, received_at)
  SELECT provider, payment_id,
    'recorded/' || status || '/' || currency || ' ' || minor ||
      CASE WHEN status IN ('pending', 'failed') THEN '/' || at ELSE '' END,
    status, currency, minor, at, status = 'refunded', account, customer_id, scope, 'person', at
  FROM ${s}.payments;

  ALTER TABLE ${s}.payments
    ADD COLUMN refunded bigint NOT NULL DEFAULT 0,
    ADD COLUMN expires_at bigint,
    ADD COLUMN since bigint,
    ADD COLUMN changed_at bigint,
    -- The customer's revision in which it last changed what is owed.
    ADD COLUMN revision bigint NOT NULL DEFAULT 0;

  ALTER TABLE ${s}.contacts
    -- What a contact asks to be paid: JSON; empty for the same as its scope; NULL when it asks for nothing.
    ADD COLUMN demands text,
    -- Why it may no longer be sent.
    ADD COLUMN stopped text;
  -- For payments that name an invoice.
  CREATE INDEX contacts_by_scope ON ${s}.contacts USING hash (scope);
  CREATE INDEX contacts_by_demand ON ${s}.contacts USING gin ((demands::jsonb)) WHERE demands <> '';
  `,
  (s) => `
  CREATE TABLE ${s}.payment_links (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place text NOT NULL,
    generation integer NOT NULL,
    link_key text NOT NULL,
    contact_key text NOT NULL,
    account text NOT NULL,
    customer_id text NOT NULL,
    debt_id text NOT NULL,
    scope text NOT NULL,
    cycle text NOT NULL,
    provider text NOT NULL,
    merchant text NOT NULL,
    reference text NOT NULL,
    currency text NOT NULL,
    minor bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'open', 'ending', 'ended', 'void')),
    token text NOT NULL,
    lease_until bigint NOT NULL,
    asked_at bigint NOT NULL,
    expires_at bigint,
    link_id text,
    url text,
    pix_code text,
    ending text,
    changed_at bigint NOT NULL,
    UNIQUE (place, generation)
  );
  CREATE UNIQUE INDEX payment_links_live ON ${s}.payment_links (place) WHERE state IN ('asked', 'open', 'ending');
  CREATE INDEX payment_links_by_key ON ${s}.payment_links (link_key);
  CREATE INDEX payment_links_by_contact ON ${s}.payment_links (contact_key);
  CREATE INDEX payment_links_by_reference ON ${s}.payment_links (reference);
  CREATE INDEX payment_links_by_id ON ${s}.payment_links (link_id) WHERE link_id IS NOT NULL;
  `,
  (s) => `
  -- Where customers were written to, as hashes, so that a STOP that names no message finds its customer.
  CREATE TABLE ${s}.addresses (
    hash text NOT NULL,
    channel text NOT NULL,
    account text NOT NULL,
    customer_id text NOT NULL,
    PRIMARY KEY (hash, channel, account, customer_id)
  );
  CREATE INDEX addresses_of_customer ON ${s}.addresses (account, customer_id);
  ALTER TABLE ${s}.events
    -- Of an event that no contact is known for: that the customer refuses, which channel, and who it is, as a hash.
    ADD COLUMN refused boolean,
    ADD COLUMN channel text,
    ADD COLUMN recipient text;
  CREATE INDEX events_refusing ON ${s}.events (recipient) WHERE contact IS NULL AND recipient IS NOT NULL;
  `,
  (s) => `
  ALTER TABLE ${s}.payment_links
    -- Until when a call that makes the link may have been sent; NULL in older rows: as long as the lease.
    ADD COLUMN called_until bigint,
    -- Nobody heard back from such a call.
    ADD COLUMN doubtful boolean NOT NULL DEFAULT false;
  `,
  (s) => `
  -- Addresses, as hashes, from which a message came back for good, and when it last did.
  CREATE TABLE ${s}.unreachable (
    account text NOT NULL,
    customer_id text NOT NULL,
    channel text NOT NULL,
    hash text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (account, customer_id, channel, hash)
  );
  `,
];
