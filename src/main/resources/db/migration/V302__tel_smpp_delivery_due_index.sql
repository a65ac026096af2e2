DROP INDEX ix_tel_smpp_delivery_due ON tel_smpp_delivery;
