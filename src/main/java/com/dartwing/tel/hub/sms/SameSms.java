package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells whether a message says what one on record says, by whichever door each came: to whom, from whom, and what. */
@Component
public class SameSms {

    private final ValidateSms validate;
    private final SmsRows rows;

    public SameSms(ValidateSms validate, SmsRows rows) {
        this.validate = validate;
        this.rows = rows;
    }

    /** @throws com.dartwing.tel.error.TelException when the message is not valid */
    public boolean isSaidBy(String record, SmsCommand command) {
        OutboundSms sms = validate.validate(command);
        return rows.find(record)
                .filter(first -> words(first).equals(words(sms)))
                .isPresent();
    }

    private static List<Object> words(OutboundSms sms) {
        OutboundSms.Parties parties = sms.parties();
        String from = parties.fromChosen() ? null : parties.from();
        return Arrays.asList(parties.to(), from, sms.text().body(), sms.media());
    }
}
