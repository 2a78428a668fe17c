"""The yardstick of benchmarks.pages: as many charts, cards and tables as a page has, of constants.

`?charts=4&cards=4&tables=1`. One switch changes every constant, so that everything is drawn anew.
"""

import pandas as pd
import streamlit as st

counts = {name: int(st.query_params.get(name, 0)) for name in ("charts", "cards", "tables")}
step = ("a", "b").index(st.segmented_control("switch", ["a", "b"], default="a", required=True) or "a")
MONTHS = [f"m{number:02d}" for number in range(12)]

for at in range(counts["cards"]):
    st.metric(f"card {at}", f"{100 + at + step}")
for at in range(counts["charts"]):
    values = [{"month": month, "value": (at + step + 1) * place} for place, month in enumerate(MONTHS)]
    st.vega_lite_chart(
        {
            "data": {"values": values},
            "mark": "bar",
            "height": 300,
            "encoding": {
                "x": {"field": "month", "type": "nominal"},
                "y": {"field": "value", "type": "quantitative"},
            },
        },
        theme=None,
        key=f"chart_{at}",
    )
for at in range(counts["tables"]):
    st.dataframe(pd.DataFrame({"name": MONTHS, "value": [at + step] * len(MONTHS)}), key=f"table_{at}")
