package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import java.util.Optional;
import java.util.Set;

/** Which names may stand in the place of a sender's number, and where: data of {@code compliance/senders.yaml}. */
public final class SenderIds {

    /** The names on record. */
    public interface Register {

        /** Who holds a name for a country, if anybody does: an organisation's name. */
        Optional<String> holder(String senderId, String country);
    }

    private record File(Set<String> forbidden, Set<String> registered) {}

    private final File file;
    private final Register register;

    private SenderIds(File file, Register register) {
        this.file = file;
        this.register = register;
    }

    /** Reads the packaged file. */
    public static SenderIds packaged(Register register) {
        return new SenderIds(RuleFile.read("senders", File.class), register);
    }

    /**
     * Checks a name that is well formed.
     *
     * @param country the recipient's, ISO 3166-1 alpha-2
     * @throws TelException.InvalidSender when the country knows no names, or wants this one registered, or it is
     *     another organisation's
     */
    public void check(String senderId, String country, String organization) {
        if (file.forbidden().contains(country)) {
            throw refusal("an alphanumeric sender_id cannot be used for " + country);
        }
        Optional<String> holder = register.holder(senderId, country);
        boolean ours = holder.isPresent() && holder.get().equals(organization);
        if (holder.isPresent() && !ours) {
            throw refusal("this sender_id is registered for another organisation");
        }
        if (file.registered().contains(country) && !ours) {
            throw refusal("a sender_id must be registered before it can be used for " + country);
        }
    }

    private static TelException refusal(String why) {
        return new TelException.InvalidSender(why, "sender_id");
    }
}
