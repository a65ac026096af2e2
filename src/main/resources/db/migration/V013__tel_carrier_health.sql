CREATE TABLE tel_carrier_health (
  node           VARCHAR(40)  NOT NULL,
  carrier        VARCHAR(64)  NOT NULL,
  samples        BIGINT       NOT NULL,
  failures       BIGINT       NOT NULL,
  latency_ms     BIGINT       NOT NULL,
  incident_at    DATETIME(6),
  reported_at    DATETIME(6)  NOT NULL,
  PRIMARY KEY (node, carrier)
) ${tableOptions};
