CREATE TABLE tel_campaign_use (
  campaign  VARCHAR(140) NOT NULL,
  use_day   DATE         NOT NULL,
  used      INT          NOT NULL,
  PRIMARY KEY (campaign, use_day)
) ${tableOptions};
