package com.dartwing.tel.hub.config;

import com.dartwing.tel.access.FeatureRule;
import com.dartwing.tel.compliance.Allowance;
import com.dartwing.tel.compliance.Campaign;
import com.dartwing.tel.compliance.CampaignAllowance;
import com.dartwing.tel.compliance.CampaignRule;
import com.dartwing.tel.compliance.Campaigns;
import com.dartwing.tel.compliance.ComplianceRule;
import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.compliance.ConsentRule;
import com.dartwing.tel.compliance.ContentRule;
import com.dartwing.tel.compliance.ContentRules;
import com.dartwing.tel.compliance.DayUse;
import com.dartwing.tel.compliance.DncRule;
import com.dartwing.tel.compliance.MarketingHours;
import com.dartwing.tel.compliance.QuietHoursRule;
import com.dartwing.tel.compliance.RecipientRule;
import com.dartwing.tel.compliance.SenderIds;
import com.dartwing.tel.compliance.Standings;
import com.dartwing.tel.compliance.TenDlc;
import com.dartwing.tel.hub.access.FeatureTable;
import com.dartwing.tel.hub.compliance.ContentTable;
import com.dartwing.tel.hub.compliance.OrganizationTable;
import com.dartwing.tel.hub.compliance.SenderIdTable;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The rules of the compliance stage, in the order in which they are asked. */
@Configuration(proxyBeanMethods = false)
public class ComplianceBeans {

    @Bean
    Comply comply(
            List<ComplianceRule> rules,
            List<RecipientRule> recipientRules,
            Standings standings,
            List<Allowance> allowances) {
        return new Comply(rules, recipientRules, standings, allowances);
    }

    @Bean
    ComplyCall complyCall(QuietHoursRule hours, List<RecipientRule> rules, Standings standings) {
        return new ComplyCall(hours, rules, standings);
    }

    @Bean
    TenDlc tenDlc() {
        return TenDlc.packaged();
    }

    @Bean
    SenderIds senderIds(SenderIdTable register) {
        return SenderIds.packaged(register);
    }

    @Bean
    @Order(0)
    ComplianceRule featureRule(FeatureTable features) {
        return new FeatureRule(features::flags);
    }

    @Bean
    @Order(1)
    ComplianceRule contentRule(ContentTable own, OrganizationTable organizations) {
        return new ContentRule(ContentRules.packaged(), own::of, organizations::find);
    }

    @Bean
    @Order(2)
    ComplianceRule campaignRule(TenDlc tenDlc, Campaigns campaigns, OrganizationTable organizations) {
        return new CampaignRule(tenDlc, campaigns, organizations::find);
    }

    @Bean
    @Order(3)
    QuietHoursRule quietHoursRule(OrganizationTable organizations, Clock clock) {
        return new QuietHoursRule(MarketingHours.packaged(), organizations::find, clock);
    }

    @Bean
    @Order(1)
    RecipientRule dncRule() {
        return new DncRule();
    }

    @Bean
    @Order(2)
    RecipientRule consentRule(OrganizationTable organizations, Campaigns campaigns) {
        return new ConsentRule(contact -> {
            String organization = contact.owner().organization();
            String campaign = contact.campaign();
            return organizations.find(organization).consentRequired()
                    || campaign != null
                            && campaigns
                                    .find(campaign, organization)
                                    .filter(Campaign::consentRequired)
                                    .isPresent();
        });
    }

    @Bean
    Allowance campaignAllowance(TenDlc tenDlc, Campaigns campaigns, DayUse use, Clock clock) {
        return new CampaignAllowance(tenDlc, campaigns, use, clock);
    }
}
