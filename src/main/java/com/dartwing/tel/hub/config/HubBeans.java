package com.dartwing.tel.hub.config;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.carrier.CarrierStates;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.Campaigns;
import com.dartwing.tel.compliance.SenderIds;
import com.dartwing.tel.hub.carrier.RateTable;
import com.dartwing.tel.hub.carrier.RouteRuleTable;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.numbers.NumberPools;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.series.BlockSource;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.ValidateSms;
import com.dartwing.tel.voice.ValidateCall;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the domain's steps together with what this application gives them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubProperties.class)
public class HubBeans {

    private static final int KEPT_THREADS = 32;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    RecordIds recordIds(BlockSource blocks, Clock clock) {
        return new RecordIds(blocks, clock);
    }

    @Bean
    AdmitCaller admitCaller(ApiKeys keys, Clock clock) {
        return new AdmitCaller(keys, (block, address) -> new IpAddressMatcher(block).matches(address), clock);
    }

    @Bean
    ChooseSender chooseSender(Dids dids, NumberPools pools, Clock clock) {
        return new ChooseSender(dids, pools, clock);
    }

    @Bean
    ValidateSms validateSms(
            ChooseSender senders, Carriers carriers, Campaigns campaigns, SenderIds senderIds, Clock clock) {
        return new ValidateSms(senders, carriers, campaigns, senderIds, clock);
    }

    @Bean
    ValidateCall validateCall(ChooseSender senders, Carriers carriers, Clock clock) {
        return new ValidateCall(senders, carriers, clock);
    }

    @Bean
    RankCarriers rankCarriers(
            Carriers carriers,
            CarrierStates states,
            Dids dids,
            RateTable rates,
            RouteRuleTable rules,
            HubProperties properties,
            Clock clock) {
        return new RankCarriers(
                carriers,
                states,
                dids,
                rates::rates,
                rules::rules,
                properties.routing().currency(),
                properties.routing().anyCarrierMaySend(),
                clock);
    }

    /**
     * The client for calls to carriers. It repeats nothing by itself, for a message must not leave twice unnoticed, and
     * it keeps no session.
     */
    @Bean
    HttpClientConfigurer plainClient() {
        return builder -> builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }

    /**
     * Where messages walk along their carriers. A slow carrier holds a thread here, a virtual one where the JDK has
     * them; its bulkhead keeps it from holding them all.
     */
    @Bean(destroyMethod = "shutdown")
    ExecutorService dispatchPool(HubProperties properties, Environment environment) {
        return Pools.of(
                "dispatch-",
                KEPT_THREADS,
                properties.sms().dispatchThreads(),
                SimpleAsyncTaskExecutor.UNBOUNDED_CONCURRENCY,
                environment);
    }

    /** Where the messages of batches do: so many at a time, and whoever brings more waits. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService batchPool(HubProperties properties, Environment environment) {
        int most = properties.sms().batchThreads();
        return Pools.of("batch-", 0, most, most, environment);
    }
}
