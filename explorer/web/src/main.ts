/** Starts the page. */
import { createApp } from "vue";
import App from "./App.vue";
import "./styles/fonts.css";
import "../../look/tokens.css";
import "./styles/base.css";
import "./styles/graph.css";
import "./styles/canvas.css";
import "./styles/panel.css";
import "./styles/views.css";

createApp(App).mount("#app");
