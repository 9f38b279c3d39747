package io.github.athenaconnect.localstack.demo;

import java.util.concurrent.*;
public final class Demo {
  public static void main(String[] a) throws Exception {
    if (Boolean.getBoolean("demo.once")) { System.out.println("demo: 0 records"); System.exit(Integer.getInteger("demo.kafka.port")); }
    StopSignal s = StopSignal.install();
    System.out.println("running " + ProcessHandle.current().pid());
    while (!s.asked()) { Thread.sleep(100); }
    System.out.println("stopping"); Thread.sleep(3000); System.out.println("stopped");
    s.ended();
  }
}
