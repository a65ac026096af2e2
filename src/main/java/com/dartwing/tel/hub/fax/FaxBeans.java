package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.ValidateFax;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.numbers.ChooseSender;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the domain does with faxes, put together with this application's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FaxProperties.class, OcrProperties.class})
class FaxBeans {

    @Bean
    ValidateFax validateFax(ChooseSender senders, Clock clock) {
        return new ValidateFax(senders, clock);
    }

    @Bean
    PrepareDocument prepareDocument() {
        return new PrepareDocument();
    }
}
