CREATE TABLE tel_baa_agreement (
  name          VARCHAR(40)  NOT NULL PRIMARY KEY,
  organization  VARCHAR(140) NOT NULL,
  status        VARCHAR(16)  NOT NULL,
  signed_on     DATE,
  expires_on    DATE         NOT NULL,
  enabled       BOOLEAN      NOT NULL DEFAULT TRUE,
  created_at    DATETIME(6)  NOT NULL,
  modified_at   DATETIME(6)  NOT NULL,
  KEY ix_tel_baa_agreement_organization (organization)
) ${tableOptions};
