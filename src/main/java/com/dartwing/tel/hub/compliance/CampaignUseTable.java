package com.dartwing.tel.hub.compliance;

import com.dartwing.tel.compliance.DayUse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the campaigns use of their days: one row for a day, which nodes count up in parts. */
@Component
public class CampaignUseTable implements DayUse {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate own;

    public CampaignUseTable(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public int reserve(String campaign, LocalDate day, int wanted, int limit) {
        Date date = Date.valueOf(day);
        try {
            return own.execute(status -> {
                List<Integer> used = jdbc.queryForList(
                        "SELECT used FROM tel_campaign_use WHERE campaign = ? AND use_day = ? FOR UPDATE",
                        Integer.class,
                        campaign,
                        date);
                if (used.isEmpty()) {
                    int granted = Math.min(wanted, limit);
                    jdbc.update(
                            "INSERT INTO tel_campaign_use (campaign, use_day, used) VALUES (?, ?, ?)",
                            campaign,
                            date,
                            granted);
                    return granted;
                }
                int granted = Math.max(0, Math.min(wanted, limit - used.get(0)));
                jdbc.update(
                        "UPDATE tel_campaign_use SET used = used + ? WHERE campaign = ? AND use_day = ?",
                        granted,
                        campaign,
                        date);
                return granted;
            });
        } catch (DuplicateKeyException e) {
            // Another node was the first of the day; now there is a row.
            return reserve(campaign, day, wanted, limit);
        }
    }
}
