package com.dartwing.tel.chaos;

import com.dartwing.tel.system.MariaDbProcess;
import com.dartwing.tel.system.OpenSearchProcess;
import com.dartwing.tel.system.RabbitMqProcess;
import com.dartwing.tel.system.RedisProcess;
import com.dartwing.tel.system.SplitSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All that takes part: the hub and the carriers' simulators, real servers, and a platform team's endpoint. */
final class Rig implements AutoCloseable {

    /** So that a test can fill the database's disk: all tables in one file that cannot grow for ever. */
    private static final String[] SMALL_DISK = disk(512);

    /** A larger disk than the one that is full. */
    static final String[] LARGER_DISK = disk(2_048);

    private static String[] disk(int megabytes) {
        return new String[] {
            "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:" + megabytes + "M"
        };
    }

    final MariaDbProcess database;
    final RabbitMqProcess broker;
    final RedisProcess redis;
    final OpenSearchProcess search;
    final SplitSandbox sandbox;
    final Endpoint endpoint = new Endpoint();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<AutoCloseable> servers = new ConcurrentLinkedQueue<>();

    /**
     * Starts all that can start at the same time.
     *
     * @param search whether there is an OpenSearch node, which is slow to start and heavy
     */
    Rig(boolean search) {
        Future<MariaDbProcess> database = starting(() -> MariaDbProcess.start(SMALL_DISK));
        Future<RabbitMqProcess> broker = starting(RabbitMqProcess::start);
        Future<RedisProcess> redis = starting(RedisProcess::start);
        Future<OpenSearchProcess> node = search ? starting(OpenSearchProcess::start) : null;
        try {
            sandbox = new SplitSandbox(() -> {
                List<String> arguments =
                        new ArrayList<>(List.of(started(database).hubArguments()));
                arguments.addAll(List.of(started(broker).hubArguments()));
                arguments.add("--tel.redis.url=" + started(redis).url());
                arguments.add("--tel.net.dangerous-allow-private-addresses=true");
                if (search) {
                    arguments.add("--tel.opensearch.url=" + started(node).url());
                }
                return arguments;
            });
            this.database = started(database);
            this.broker = started(broker);
            this.redis = started(redis);
            this.search = search ? started(node) : null;
        } catch (RuntimeException | Error e) {
            closeServers();
            throw e;
        }
    }

    private <T extends AutoCloseable> Future<T> starting(Supplier<T> start) {
        return threads.submit(() -> {
            T server = start.get();
            servers.add(server);
            return server;
        });
    }

    private static <T> T started(Future<T> server) {
        try {
            return server.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The hub's end is no part of any trial. */
    @Override
    public void close() {
        sandbox.hub.kill9();
        sandbox.close();
        closeServers();
    }

    private void closeServers() {
        endpoint.close();
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.MINUTES);
            for (AutoCloseable server : servers) {
                server.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
