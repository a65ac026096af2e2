package com.dartwing.tel.hub.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The SMPP component could be given away: it knows nothing of the hub. */
@AnalyzeClasses(packages = "com.dartwing.camel", importOptions = DoNotIncludeTests.class)
class SmppComponentTest {

    @ArchTest
    static final ArchRule the_component_knows_nothing_of_the_hub = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.dartwing.tel..", "org.springframework..");
}
