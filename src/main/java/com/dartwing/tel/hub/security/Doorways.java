package com.dartwing.tel.hub.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The short addresses that people type, and where they lead. */
@Configuration(proxyBeanMethods = false)
class Doorways implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/docs/");
        registry.addRedirectViewController("/docs", "/docs/");
        registry.addViewController("/docs/").setViewName("forward:/docs/index.html");
        registry.addRedirectViewController("/favicon.ico", "/brand/logo.svg");
        registry.addRedirectViewController("/hawtio", "/actuator/hawtio/");
        registry.addRedirectViewController("/hawtio/", "/actuator/hawtio/");
    }
}
