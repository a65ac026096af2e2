package com.dartwing.tel.hub.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives the console our name, logo and colours, and the login form and {@code /docs} the same logo. Of
 * {@code hawtio-config/} only these files are served; the access policy beside them is not.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/actuator/hawtio/{file:hawtconfig\\.json}")
                .addResourceLocations("classpath:/hawtio-config/");
        registry.addResourceHandler("/brand/**").addResourceLocations("classpath:/hawtio-config/brand/");
    }
}
