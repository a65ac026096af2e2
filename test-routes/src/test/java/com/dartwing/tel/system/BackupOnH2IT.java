package com.dartwing.tel.system;

import java.util.Map;

class BackupOnH2IT extends BackupScenario {

    @Override
    Storage storage() {
        return new Storage() {
            @Override
            public HubProcess.Launch hub() {
                return HubProcess.with();
            }

            @Override
            public Map<String, String> environment() {
                return Map.of();
            }

            @Override
            public void close() {}
        };
    }
}
