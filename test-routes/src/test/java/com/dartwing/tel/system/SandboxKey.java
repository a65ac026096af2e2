package com.dartwing.tel.system;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The credentials of one test's hub, generated for it. */
public record SandboxKey(
        String apiKey, String adminPassword, String webhookSecret, String masterKey, String smppPassword) {

    static SandboxKey generate() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        byte[] password = new byte[18];
        byte[] secret = new byte[24];
        random.nextBytes(key);
        random.nextBytes(password);
        random.nextBytes(secret);
        byte[] master = new byte[32];
        random.nextBytes(master);
        byte[] partner = new byte[4];
        random.nextBytes(partner);
        return new SandboxKey(
                "tel_live_" + HexFormat.of().formatHex(key),
                Base64.getUrlEncoder().encodeToString(password),
                "whsec_" + Base64.getEncoder().encodeToString(secret),
                Base64.getEncoder().encodeToString(master),
                // No client may send more than eight characters.
                HexFormat.of().formatHex(partner));
    }

    HubProcess.Launch given(HubProcess.Launch launch) {
        return launch.env("TEL_BOOTSTRAP_API_KEY", apiKey)
                .env("TEL_BOOTSTRAP_ADMIN_PASSWORD", adminPassword)
                .env("TEL_BOOTSTRAP_WEBHOOK_SECRET", webhookSecret)
                .env("TEL_MASTER_KEY", masterKey)
                .env("TEL_BOOTSTRAP_SMPP_PASSWORD", smppPassword);
    }
}
