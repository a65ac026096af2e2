package com.dartwing.tel.hub.ops;

import org.apache.camel.CamelContext;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How what the console reads is kept. */
@Configuration(proxyBeanMethods = false)
class ManagementBeans {

    /** Camel asks for its assembler once, when the context is initialised. */
    @Bean
    static BeanPostProcessor sharedMBeanInfos() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof CamelContext context) {
                    context.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfos(context));
                }
                return bean;
            }
        };
    }
}
