/* The one core component that the page uses: a store in memory draws nothing, and Dash itself keeps its data. */
window.dash_core_components = { Store: () => null };
