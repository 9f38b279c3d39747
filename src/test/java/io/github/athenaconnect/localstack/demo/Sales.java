package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.shop.Shop;
import java.time.Duration;

/** Business goes on: new orders come into the shop every few seconds. For one thread. */
final class Sales {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Shop shop;
    private final Beat interval = new Beat(INTERVAL);

    Sales(Shop shop) {
        this.shop = shop;
    }

    /** Adds an order when it is time for one. */
    void step() throws EngineFailure {
        if (interval.due()) {
            shop.addOrders(1);
        }
    }
}
