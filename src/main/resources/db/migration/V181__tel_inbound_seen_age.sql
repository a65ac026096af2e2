CREATE INDEX idx_inbound_seen_received ON tel_inbound_seen (received_at);
