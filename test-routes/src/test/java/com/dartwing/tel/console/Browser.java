package com.dartwing.tel.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/** A headless Chromium with a profile of its own, which waits for what it is to use and keeps pictures of what it saw. */
final class Browser implements AutoCloseable {

    /** The console asks for its routes one by one, again and again; beside other work that takes a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Path profile;
    private final Path pictures;
    private final ChromeDriver driver;
    private final WebDriverWait wait;

    Browser() throws IOException {
        profile = Files.createTempDirectory("hub-browser");
        pictures = Files.createDirectories(
                Path.of(System.getProperty("hub.root", ".."), "test-routes", "target", "screenshots"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        driver = new ChromeDriver(service, options(profile));
        wait = new WebDriverWait(driver, PATIENCE);
    }

    private static ChromeOptions options(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1500,1300",
                "--user-data-dir=" + profile);
        return options;
    }

    void open(String url) {
        driver.get(url);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    WebElement see(By what) {
        return await(ExpectedConditions.visibilityOfElementLocated(what));
    }

    void click(By what) {
        WebElement element = await(ExpectedConditions.elementToBeClickable(what));
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    void type(By where, String text) {
        WebElement field = see(where);
        field.clear();
        field.sendKeys(text);
    }

    /** Waits for a fact; when it does not come, a picture shows what was there instead. */
    <T> T await(ExpectedCondition<T> condition) {
        try {
            return wait.until(condition);
        } catch (TimeoutException e) {
            picture("not-seen");
            throw new AssertionError("At " + address() + ", see not-seen.png; complaints: " + complaints(), e);
        }
    }

    /** The value of a cookie that scripts may read. */
    String cookie(String name) {
        return driver.manage().getCookieNamed(name).getValue();
    }

    /** Runs a script in the page, which calls back with its result. */
    Object run(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What the page's console complained of since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps a picture of the page in {@code test-routes/target/screenshots}. */
    void picture(String name) {
        try {
            Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            // The browser's last process may still write; the directory is a temporary one.
            profile.toFile().deleteOnExit();
        }
    }
}
