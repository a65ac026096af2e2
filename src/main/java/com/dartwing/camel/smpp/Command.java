package com.dartwing.camel.smpp;

import java.util.Locale;

/** The requests of SMPP and their ids (SMPP 5.0, section 4.7.5). A response has the id of its request with bit 31 set. */
public enum Command {
    BIND_RECEIVER(0x01),
    BIND_TRANSMITTER(0x02),
    QUERY_SM(0x03),
    SUBMIT_SM(0x04),
    DELIVER_SM(0x05),
    UNBIND(0x06),
    REPLACE_SM(0x07),
    CANCEL_SM(0x08),
    BIND_TRANSCEIVER(0x09),
    ENQUIRE_LINK(0x15),
    SUBMIT_MULTI(0x21),
    DATA_SM(0x103);

    static final int RESPONSE = 0x80000000;
    static final int GENERIC_NACK = RESPONSE;

    private static final Command[] ALL = values();

    private final int id;

    Command(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    int response() {
        return id | RESPONSE;
    }

    /** The request of this id, or null when there is none. */
    static Command of(int id) {
        for (Command command : ALL) {
            if (command.id == id) {
                return command;
            }
        }
        return null;
    }

    /** As the standard writes it, such as {@code submit_sm}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
