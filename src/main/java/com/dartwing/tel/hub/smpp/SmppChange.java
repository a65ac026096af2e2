package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Cancellation;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.Replacement;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.camel.smpp.SmppServerConstants;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.sms.ReplaceSms;
import com.dartwing.tel.hub.sms.WaitingSms;
import com.dartwing.tel.hub.sms.WaitingSms.Whose;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsAlphabet;
import com.dartwing.tel.sms.SmsEncoding;
import com.dartwing.tel.sms.SmsRequest;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Changes messages that have not left: takes them back, or replaces what they say. */
@Component("smppChange")
public class SmppChange {

    private final PartnerAccounts accounts;
    private final SmppDoor door;
    private final AdmitPartner admit;
    private final SmppSubmit submit;
    private final WaitingSms waiting;
    private final ReplaceSms replace;

    SmppChange(
            PartnerAccounts accounts,
            SmppDoor door,
            AdmitPartner admit,
            SmppSubmit submit,
            WaitingSms waiting,
            ReplaceSms replace) {
        this.accounts = accounts;
        this.door = door;
        this.admit = admit;
        this.submit = submit;
        this.waiting = waiting;
        this.replace = replace;
    }

    /** Cancels a message that waits; without an id all that wait between two addresses. */
    public void cancel(@Body Cancellation wish, @Header(SmppServerConstants.PARTNER) String partner) {
        Whose.Of own = new Whose.Of(accounts.bound(partner).apiKey());
        if (wish.messageId().isEmpty()) {
            String from = SmppSubmit.sender(wish.source());
            if (waiting.cancelAll(from, SmppSubmit.number(wish.destination()), own) == 0) {
                throw new SmppException(CommandStatus.ESME_RCANCELFAIL);
            }
            return;
        }
        try {
            waiting.cancel(wish.messageId(), own);
        } catch (TelException.Conflict e) {
            throw new SmppException(CommandStatus.ESME_RCANCELFAIL);
        }
    }

    /** Replaces what a scheduled message says, and when it leaves; the rest of it stays. */
    public void replace(@Body Replacement wish, @Header(SmppServerConstants.PARTNER) String partner) {
        PartnerAccount account = accounts.bound(partner);
        ApiKey key = door.key(account).orElseThrow(() -> new SmppException(CommandStatus.ESME_RX_R_APPN));
        admit.admit(key);
        admit.count(key, 1);
        try {
            OutboundSms sms = replace.scheduled(wish.messageId(), key);
            boolean gsm = sms.text().encoding() == SmsEncoding.GSM_7;
            SmsAlphabet alphabet = gsm ? account.alphabet() : SmsAlphabet.UCS_2;
            byte[] text = alphabet.unpacked(wish.text(), 0);
            SmsRequest request =
                    submit.replaced(sms, wish, text.length == 0 ? sms.text().body() : alphabet.decode(text));
            replace.replace(sms, key, request, callback(sms, account, wish.registeredDelivery()));
        } catch (TelException.Conflict e) {
            throw new SmppException(CommandStatus.ESME_RREPLACEFAIL);
        }
    }

    /** A message that another door took keeps its own callback when the partner asks for nothing. */
    private static String callback(OutboundSms sms, PartnerAccount account, int registeredDelivery) {
        String before = sms.details().callbackUrl();
        String target = SmppSubmit.target(account.systemId(), null, registeredDelivery);
        return target == null && !PartnerTarget.isOne(before) ? before : target;
    }
}
