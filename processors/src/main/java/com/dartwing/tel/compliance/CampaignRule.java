package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import java.util.Optional;
import java.util.function.Function;

/** A message from a long code to the United States goes under a campaign that is registered and active. */
public final class CampaignRule implements ComplianceRule {

    private final TenDlc tenDlc;
    private final Campaigns campaigns;
    private final Function<String, Organization> organizations;

    /** @param organizations an organisation by its name */
    public CampaignRule(TenDlc tenDlc, Campaigns campaigns, Function<String, Organization> organizations) {
        this.tenDlc = tenDlc;
        this.campaigns = campaigns;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "campaign";
    }

    @Override
    public Verdict check(OutboundSms message) {
        if (!tenDlc.concerns(message)) {
            return new Verdict.Pass("none needed: not from a long code to the United States");
        }
        String organization = message.owner().organization();
        String id = message.policy().campaign();
        if (id == null) {
            boolean answer = message.details().inReplyTo() != null;
            return organizations.apply(organization).campaignRequired() && !answer
                    ? block("a message from a long code to the United States needs a campaign")
                    : new Verdict.Pass("none named, and none required");
        }
        Optional<Campaign> campaign = campaigns.find(id, organization);
        if (campaign.isEmpty()) {
            return block("there is no campaign " + id);
        }
        return campaign.get().isActive()
                ? new Verdict.Pass("campaign " + id)
                : block("campaign " + id + " is not active but "
                        + campaign.get().status());
    }

    private static Verdict block(String why) {
        return new Verdict.Block(new TelException.ComplianceBlock(why));
    }
}
