package com.dartwing.tel.chaos;

import com.dartwing.tel.system.MariaDbProcess;
import com.dartwing.tel.system.OpenSearchProcess;
import com.dartwing.tel.system.RabbitMqProcess;
import com.dartwing.tel.system.RedisProcess;
import com.dartwing.tel.system.SplitSandbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that takes part: the hub and the carriers' simulators, real servers, and a platform team's endpoint. */
final class Rig implements AutoCloseable {

    /** So that a test can fill the database's disk: all tables in one file that cannot grow for ever. */
    private static final String[] SMALL_DISK = {
        "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:512M"
    };

    final MariaDbProcess database;
    final RabbitMqProcess broker;
    final RedisProcess redis;
    final OpenSearchProcess search;
    final SplitSandbox sandbox;
    final Endpoint endpoint = new Endpoint();
    private final List<Runnable> closers = new ArrayList<>(List.of(endpoint::close));

    /** @param search whether there is an OpenSearch node, which is slow to start and heavy */
    Rig(boolean search) {
        try {
            database = MariaDbProcess.start(SMALL_DISK);
            closers.add(0, database::close);
            broker = RabbitMqProcess.start();
            closers.add(0, broker::close);
            redis = RedisProcess.start();
            closers.add(0, redis::close);
            List<String> arguments = new ArrayList<>(Arrays.asList(database.hubArguments()));
            arguments.addAll(Arrays.asList(broker.hubArguments()));
            arguments.add("--tel.redis.url=" + redis.url());
            arguments.add("--tel.net.dangerous-allow-private-addresses=true");
            if (search) {
                this.search = OpenSearchProcess.start();
                closers.add(0, this.search::close);
                arguments.add("--tel.opensearch.url=" + this.search.url());
            } else {
                this.search = null;
            }
            sandbox = new SplitSandbox(arguments.toArray(String[]::new));
            closers.add(0, sandbox::close);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
