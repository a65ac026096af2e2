package com.dartwing.tel.console;

import com.dartwing.tel.system.HubProcess;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The packaged hub in its sandbox, as a browser visits it.
 *
 * @param password of {@code admin}
 * @param key an API key that may do everything
 */
record Site(HubProcess hub, String password, String key) implements AutoCloseable {

    static Site start() {
        String password = random(12);
        String key = "tel_live_" + random(32);
        HubProcess hub = HubProcess.with()
                .env("TEL_BOOTSTRAP_ADMIN_PASSWORD", password)
                .env("TEL_BOOTSTRAP_API_KEY", key)
                .start();
        return new Site(hub, password, key);
    }

    /** The address of the hub, without a slash at its end. */
    String url() {
        return hub.url("").toString();
    }

    /** The id of a route that may rest for a moment. */
    String route() {
        return "sweep";
    }

    @Override
    public void close() {
        hub.close();
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
