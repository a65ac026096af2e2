package com.dartwing.tel.hub.config;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;

/** Pools whose tasks spend their time waiting: on virtual threads where the JDK has them. */
public final class Pools {

    private Pools() {}

    /**
     * @param kept idle threads that stay
     * @param most threads; whoever brings one task more does it itself
     * @param virtualMost tasks on virtual threads; whoever brings one more waits
     */
    static ExecutorService of(String name, int kept, int most, int virtualMost, Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            return virtual(name, virtualMost);
        }
        // Handed over directly: the thread that was idle last is taken first, and there are no more than are needed.
        return new ThreadPoolExecutor(
                kept,
                most,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads(name),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /**
     * A pool that never makes whoever brings a task wait, for those who bound by themselves how many they bring.
     *
     * @param most threads; a task more waits for one of them, though not where threads are virtual
     */
    public static ExecutorService queued(String name, int most, Environment environment) {
        if (Threading.VIRTUAL.isActive(environment)) {
            return virtual(name, SimpleAsyncTaskExecutor.UNBOUNDED_CONCURRENCY);
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ExecutorService virtual(String name, int most) {
        SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor(name);
        virtual.setVirtualThreads(true);
        virtual.setConcurrencyLimit(most);
        return new ExecutorServiceAdapter(virtual);
    }

    private static ThreadFactory threads(String name) {
        return runnable -> {
            Thread thread = Executors.defaultThreadFactory().newThread(runnable);
            thread.setName(name + thread.getId());
            thread.setDaemon(true);
            return thread;
        };
    }
}
