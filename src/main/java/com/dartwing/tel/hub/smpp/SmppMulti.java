package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Address;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.MultiMessage;
import com.dartwing.camel.smpp.MultiMessage.Refused;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppServerConstants;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.OutboundSms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/**
 * One message for many: each destination becomes a message of its own. The answer has one id, which is that of one of
 * them; the receipts of all say it, and are told apart by their source address.
 */
@Component("smppMulti")
public class SmppMulti implements AggregationStrategy {

    static final String GROUP = "smppGroup";

    /** The messages of one {@code submit_multi}. */
    static final class Group {

        private final String id;
        private final MultiMessage message;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final List<Refused> refused = new ArrayList<>();
        private String accepted;

        /** @param again whether the id is that of a message which came before */
        private Group(String id, boolean again, MultiMessage message) {
            this.id = id;
            this.message = message;
            taken.set(again);
            message.lists()
                    .forEach(name -> refused.add(new Refused(new Address(0, 0, name), CommandStatus.ESME_RCNTSUBDL)));
        }

        /** The message as one of the group; the first that comes has the group's id. */
        OutboundSms aim(OutboundSms sms, PartnerAccount account, ShortMessage submitted) {
            boolean first = taken.compareAndSet(false, true);
            return SmppSubmit.aimed(
                    sms, first ? id : null, first ? null : id, account.systemId(), submitted.registeredDelivery());
        }

        private synchronized void settle(Exchange one) {
            CommandStatus status = one.getMessage().getHeader(SmppServerConstants.STATUS, CommandStatus.class);
            if (one.getException() != null) {
                status = SmppStatuses.of(one.getException());
            }
            if (status != null) {
                int index = one.getProperty(Exchange.SPLIT_INDEX, Integer.class);
                refused.add(new Refused(message.destinations().get(index), status));
            } else if (accepted == null) {
                // Parts of long messages have ids of their own.
                accepted = taken.get() ? id : one.getMessage().getHeader(SmppServerConstants.MESSAGE_ID, String.class);
            }
        }

        private synchronized void answer(Exchange exchange) {
            if (accepted == null) {
                // The lists come first, and say less than what is wrong with a number.
                Refused last = refused.get(refused.size() - 1);
                exchange.getMessage().setHeader(SmppServerConstants.STATUS, last.status());
                return;
            }
            exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_ID, accepted);
            exchange.getMessage().setHeader(SmppServerConstants.REFUSED, List.copyOf(refused));
        }
    }

    private final RecordIds ids;
    private final PartnerAccounts accounts;
    private final SmppDoor door;
    private final PartnerReference references;

    SmppMulti(RecordIds ids, PartnerAccounts accounts, SmppDoor door, PartnerReference references) {
        this.ids = ids;
        this.accounts = accounts;
        this.door = door;
        this.references = references;
    }

    /** A message for each destination. */
    public List<ShortMessage> split(
            Exchange exchange, @Body MultiMessage message, @Header(SmppServerConstants.PARTNER) String partner) {
        PartnerAccount account = accounts.bound(partner);
        String before = door.key(account)
                .flatMap(key -> references.earlier(key, account, message))
                .orElse(null);
        exchange.setProperty(GROUP, new Group(before == null ? ids.next("SMS") : before, before != null, message));
        return message.destinations().stream().map(message.message()::to).toList();
    }

    /** Notes what became of one destination. The parent goes on by an exchange that no error handler has touched. */
    @Override
    public Exchange aggregate(Exchange before, Exchange one) {
        one.getProperty(GROUP, Group.class).settle(one);
        return before != null ? before : new DefaultExchange(one.getContext());
    }

    /** Answers with the id, and with who does not get the message; when nobody does, with the status of one of them. */
    public void answer(Exchange exchange, @ExchangeProperty(GROUP) Group group) {
        group.answer(exchange);
    }
}
