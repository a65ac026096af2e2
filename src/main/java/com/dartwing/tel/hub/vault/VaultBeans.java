package com.dartwing.tel.hub.vault;

import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.sandbox.SandboxSecrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the master key comes from: the environment, or in a sandbox the seed of its other secrets. */
@Configuration(proxyBeanMethods = false)
class VaultBeans {

    @Bean
    MasterKey masterKey(
            @Value("${tel.master-key:}") String given, HubProperties properties, SandboxSecrets sandboxSecrets) {
        if (!given.isBlank()) {
            return MasterKey.parse(given);
        }
        if (properties.sandbox().enabled()) {
            return MasterKey.of(sandboxSecrets.masterKey());
        }
        throw new IllegalStateException("TEL_MASTER_KEY is missing: the Base64 of 32 random bytes");
    }
}
