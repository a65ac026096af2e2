package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What the SMPP server and the hub share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmppProperties.class)
class SmppBeans {

    private static final int ANSWER_THREADS = 2;

    @Bean
    Binds smppBinds(MeterRegistry registry) {
        Binds binds = new Binds();
        registry.gauge("tel.smpp.partner.binds", binds, Binds::count);
        return binds;
    }

    @Bean
    PartnerPasswords partnerPasswords(Clock clock) {
        return new PartnerPasswords(new BCryptPasswordEncoder(), clock);
    }

    /** Where a route goes on once a commit is done: the writers' own threads have other things to do. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService smppAnswers() {
        return Executors.newFixedThreadPool(ANSWER_THREADS, task -> {
            Thread thread = new Thread(task, "smpp-answers");
            thread.setDaemon(true);
            return thread;
        });
    }
}
