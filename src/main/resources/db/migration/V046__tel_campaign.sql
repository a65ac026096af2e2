CREATE TABLE tel_campaign (
  campaign_id       VARCHAR(140) NOT NULL PRIMARY KEY,
  organization      VARCHAR(140),
  description       VARCHAR(500),
  class             VARCHAR(32),
  purpose           VARCHAR(16)  NOT NULL DEFAULT 'transactional',
  per_second        INT,
  per_day           INT,
  status            VARCHAR(16)  NOT NULL DEFAULT 'Active',
  consent_required  BOOLEAN      NOT NULL DEFAULT FALSE,
  created_at        DATETIME(6)  NOT NULL,
  modified_at       DATETIME(6)  NOT NULL
) ${tableOptions};
