package com.dartwing.tel.console;

/**
 * The hub that a browser visits.
 *
 * @param url without a slash at its end
 * @param password of {@code admin}
 * @param key an API key that may send
 * @param route the id of a route that may be stopped for a moment
 */
record Site(String url, String password, String key, String route) implements AutoCloseable {

    /** A hub that runs already, told by the system properties {@code site.url}, {@code .password}, {@code .key}. */
    static Site start() {
        return new Site(
                System.getProperty("site.url", "http://127.0.0.1:18080"),
                System.getProperty("site.password"),
                System.getProperty("site.key"),
                System.getProperty("site.route"));
    }

    @Override
    public void close() {}
}
