/**
 * The schema, as steps that are only ever added to: a ledger of version n is brought up to date by the steps after n.
 * All times are integers, milliseconds since 1970 UTC.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    UNIQUE (account, customer_id)
  ) STRICT;

  CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customers (id),
    debt_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    cycle TEXT NOT NULL,
    stage TEXT NOT NULL,
    level INTEGER NOT NULL,
    channel TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL
      CHECK (state IN ('claimed', 'queued', 'sending', 'uncertain', 'sent', 'failed', 'released')),
    facts INTEGER NOT NULL,
    claimed_at INTEGER NOT NULL,
    lease_from INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    token TEXT NOT NULL,
    provider TEXT,
    provider_message_id TEXT,
    detail TEXT,
    -- A key is a hash over its customer too, so unique within the customer is unique.
    UNIQUE (customer, key)
  ) STRICT;
  CREATE INDEX contacts_by_message ON contacts (provider_message_id) WHERE provider_message_id IS NOT NULL;

  -- The beginnings of keys, for contacts up to a certain one; see keys.ts.
  CREATE TABLE contact_keys (
    prefix TEXT NOT NULL,
    contact INTEGER NOT NULL,
    PRIMARY KEY (prefix, contact)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contact_keys_upto (contact INTEGER NOT NULL) STRICT;
  INSERT INTO contact_keys_upto VALUES (0);

  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    at INTEGER NOT NULL,
    contact INTEGER REFERENCES contacts (id),
    contact_key TEXT,
    provider_message_id TEXT,
    detail TEXT,
    permanent INTEGER,
    machine INTEGER,
    received_at INTEGER NOT NULL,
    UNIQUE (provider, event_id)
  ) STRICT;
  CREATE INDEX events_of_contact ON events (contact) WHERE contact IS NOT NULL;
  CREATE INDEX events_unmatched ON events (provider_message_id)
    WHERE contact IS NULL AND provider_message_id IS NOT NULL;
  `,
  `
  -- Set while there is a refusal or a standing hold, so that a claim looks for them only where there are any.
  ALTER TABLE customers ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customers (id),
    channel TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('opt_out', 'opt_in')),
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (customer, channel, change, at, source)
  ) STRICT;

  CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customers (id),
    hold_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    hold TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    released_at INTEGER,
    UNIQUE (customer, hold_id)
  ) STRICT;

  CREATE TABLE payments (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customers (id),
    provider TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    UNIQUE (provider, payment_id)
  ) STRICT;
  CREATE INDEX payments_of_customer ON payments (customer, at);
  `,
  `
  -- What was said of payments, each fact once; a row of payments is their fold. Without an owner nobody knows whose it is.
  CREATE TABLE payment_facts (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    status TEXT NOT NULL,
    currency TEXT,
    minor INTEGER,
    at INTEGER NOT NULL,
    expires_at INTEGER,
    refund_id TEXT,
    is_total INTEGER NOT NULL DEFAULT 0,
    owner_account TEXT,
    owner_customer TEXT,
    owner_scope TEXT,
    owner_by TEXT,
    reference TEXT,
    received_at INTEGER NOT NULL,
    UNIQUE (provider, payment_id, fact_id)
  ) STRICT;
  CREATE INDEX payment_facts_unowned ON payment_facts (provider, payment_id) WHERE owner_customer IS NULL;
  INSERT INTO payment_facts (provider, payment_id, fact_id, status, currency, minor, at, is_total, owner_account,
    owner_customer, owner_scope, owner_by, received_at)
  SELECT p.provider, p.payment_id,
    'recorded/' || p.status || '/' || p.currency || ' ' || p.minor ||
      CASE WHEN p.status IN ('pending', 'failed') THEN '/' || p.at ELSE '' END,
    p.status, p.currency, p.minor, p.at, p.status = 'refunded', u.account, u.customer_id, p.scope, 'person', p.at
  FROM payments p JOIN customers u ON u.id = p.customer;

  ALTER TABLE payments ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE payments ADD COLUMN expires_at INTEGER;
  ALTER TABLE payments ADD COLUMN since INTEGER;
  ALTER TABLE payments ADD COLUMN changed_at INTEGER;
  -- The customer's revision in which it last changed what is owed.
  ALTER TABLE payments ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
  -- The highest revision of a customer's payments, so that a claim looks for payments only where some changed.
  ALTER TABLE customers ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

  -- What a contact asks to be paid: JSON; empty for the same as its scope; NULL when it asks for nothing.
  ALTER TABLE contacts ADD COLUMN demands TEXT;
  -- Why it may no longer be sent.
  ALTER TABLE contacts ADD COLUMN stopped TEXT;

  -- What contacts up to a certain one were about, for payments that name an invoice; see references.ts.
  CREATE TABLE contact_references (
    name TEXT NOT NULL,
    contact INTEGER NOT NULL,
    PRIMARY KEY (name, contact)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contact_references_upto (contact INTEGER NOT NULL) STRICT;
  INSERT INTO contact_references_upto VALUES (0);
  `,
  `
  -- Payment links. In each place (a debt at a provider) at most one is live.
  CREATE TABLE payment_links (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    generation INTEGER NOT NULL,
    link_key TEXT NOT NULL,
    contact_key TEXT NOT NULL,
    account TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    debt_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    cycle TEXT NOT NULL,
    provider TEXT NOT NULL,
    merchant TEXT NOT NULL,
    reference TEXT NOT NULL,
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'open', 'ending', 'ended', 'void')),
    token TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    expires_at INTEGER,
    link_id TEXT,
    url TEXT,
    pix_code TEXT,
    ending TEXT,
    changed_at INTEGER NOT NULL,
    UNIQUE (place, generation)
  ) STRICT;
  CREATE UNIQUE INDEX payment_links_live ON payment_links (place) WHERE state IN ('asked', 'open', 'ending');
  CREATE INDEX payment_links_by_key ON payment_links (link_key);
  CREATE INDEX payment_links_by_contact ON payment_links (contact_key);
  CREATE INDEX payment_links_by_reference ON payment_links (reference);
  CREATE INDEX payment_links_by_id ON payment_links (link_id) WHERE link_id IS NOT NULL;
  `,
  `
  -- Where customers were written to, as hashes, so that a STOP that names no message finds its customer.
  CREATE TABLE addresses (
    hash TEXT NOT NULL,
    channel TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (hash, channel, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX addresses_of_customer ON addresses (customer);
  -- Of an event that no contact is known for: that the customer refuses, which channel, and who it is, as a hash.
  ALTER TABLE events ADD COLUMN refused INTEGER;
  ALTER TABLE events ADD COLUMN channel TEXT;
  ALTER TABLE events ADD COLUMN recipient TEXT;
  CREATE INDEX events_refusing ON events (recipient) WHERE contact IS NULL AND recipient IS NOT NULL;
  -- What addresses does not have yet; see addresses.ts.
  CREATE TABLE addresses_ahead (contact INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  `,
  `
  -- Until when a call that makes the link may have been sent; NULL in older rows: as long as the lease.
  ALTER TABLE payment_links ADD COLUMN called_until INTEGER;
  -- Nobody heard back from such a call.
  ALTER TABLE payment_links ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Addresses, as hashes, from which a message came back for good, and when it last did.
  CREATE TABLE unreachable (
    customer INTEGER NOT NULL REFERENCES customers (id),
    channel TEXT NOT NULL,
    hash TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (customer, channel, hash)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Marks the file as ours in its header ("DUNN"), so that another program's database is never taken for a ledger. */
export const APPLICATION_ID = 0x44554e4e;
