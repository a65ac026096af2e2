package com.dartwing.camel.smpp;

/** A request that is answered with another status than {@code ESME_ROK}. */
public final class SmppException extends RuntimeException {

    private final CommandStatus status;

    public SmppException(CommandStatus status) {
        // No stack: strangers may cause as many of these as they like.
        super(status.name(), null, false, false);
        this.status = status;
    }

    public CommandStatus status() {
        return status;
    }
}
