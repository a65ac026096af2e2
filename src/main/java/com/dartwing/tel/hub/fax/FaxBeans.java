package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.ValidateFax;
import com.dartwing.tel.fax.ValidateFaxBatch;
import com.dartwing.tel.fax.document.DocumentLimits;
import com.dartwing.tel.fax.document.PrepareDocument;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.numbers.ChooseSender;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the domain does with faxes, put together with this application's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FaxProperties.class, OcrProperties.class})
class FaxBeans {

    /** Where in their directory operators put cover pages of their own. */
    private static final String COVERS = "fax/covers";

    @Bean
    ValidateFax validateFax(ChooseSender senders, Clock clock) {
        return new ValidateFax(senders, clock);
    }

    @Bean
    ValidateFaxBatch validateFaxBatch(ValidateFax validate) {
        return new ValidateFaxBatch(validate);
    }

    @Bean
    PrepareDocument prepareDocument(HubProperties hub) {
        Path directory = hub.routesDir();
        return new PrepareDocument(DocumentLimits.standard(), directory == null ? null : directory.resolve(COVERS));
    }
}
