"""Component styles that are worked out once they are asked for."""

from __future__ import annotations

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget


class OnDemand(Widget):
    """Mixed into widgets with many component classes, before other widget classes.

    Textual matches every component class against the style sheet whenever the widget's own style
    is worked out, several times before a screen is first seen, and most are never painted.
    """

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        # What Textual keeps true, and repaints the widget for: what was asked for.
        return frozenset(self._component_styles)

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of component classes; raises KeyError for one that the widget has not."""
        for name in names:
            if name not in self._component_styles and name in super()._get_component_classes():
                component = DOMNode(classes=name)
                component._attach(self)
                self.app.stylesheet.apply(component, animate=False)
                self._component_styles[name] = component.styles
        return super().get_component_styles(*names)
