package com.dartwing.tel.hub.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The short addresses that people type, and where they lead. */
@Configuration(proxyBeanMethods = false)
class Doorways implements WebMvcConfigurer {

    /** The console's list of routes; its own first page draws all of them at once. */
    private static final String ROUTES = "/actuator/hawtio/camel/routes";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/docs/");
        registry.addRedirectViewController("/docs", "/docs/");
        registry.addViewController("/docs/").setViewName("forward:/docs/index.html");
        registry.addRedirectViewController("/favicon.ico", "/brand/logo.svg");
        registry.addRedirectViewController("/hawtio", ROUTES);
        registry.addRedirectViewController("/hawtio/", ROUTES);
    }
}
