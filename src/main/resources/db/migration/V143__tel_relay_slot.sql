CREATE TABLE tel_relay_slot (
  slot   SMALLINT NOT NULL PRIMARY KEY,
  owner  VARCHAR(40)
) ${tableOptions};
