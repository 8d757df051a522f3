package dev.claudeworker.http;

import dev.claudeworker.health.Finding;
import dev.claudeworker.health.HealthReport;
import dev.claudeworker.health.HealthStatus;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The routes of figures and findings, and of the configuration they are set by. */
final class MonitoringHandlers {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Monitoring monitoring;

  MonitoringHandlers(Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  List<Route> routes() {
    return List.of(
        Route.getUnprefixed("/metrics", _ -> new Response.Bytes(
            PROMETHEUS, monitoring.metrics().get().getBytes(StandardCharsets.UTF_8)))
            .described(Operation.of("Figures for Prometheus")
                .answers(200, "All figures.", PROMETHEUS, Schema.text("Prometheus' text format."))),
        Route.getUnprefixed("/health/detailed", _ -> detailed())
            .described(Operation.of("How well each part of the server is, and what to do where it is not")
                .answers(200, "All parts work; some may be `degraded`.", ServerSchemas.HEALTH_REPORT)
                .answers(503, "A part has `failed`.", ServerSchemas.HEALTH_REPORT)),
        Route.get("/config", _ -> Response.ok(monitoring.configuration().get()))
            .described(Operation.of("The configuration that counts, with the origin of each value")
                .detail("Secrets are masked.")
                .answers(200, "All keys.", ServerSchemas.CONFIGURATION)));
  }

  private Response detailed() throws InterruptedException {
    HealthReport report = HealthReport.of(monitoring.checks(), monitoring.checkTimeout());
    var parts = new ObjectBuilder();
    report.findings().forEach((name, finding) -> parts.put(name, document(finding)));
    return Response.json(report.status() == HealthStatus.FAILED ? 503 : 200, new ObjectBuilder()
        .put("status", report.status().word())
        .put("parts", parts.build())
        .build());
  }

  private static JsonObject document(Finding finding) {
    return new ObjectBuilder()
        .put("status", finding.status().word())
        .put("message", finding.message())
        .put("suggestion", finding.suggestion())
        .put("figures", finding.figures())
        .build();
  }
}
