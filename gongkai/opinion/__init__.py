"""舆情回应: what people say is collected, conferred on, judged, answered, evaluated; clocks in hours (BW-8)."""
