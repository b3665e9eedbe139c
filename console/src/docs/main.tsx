import "../design/styles.css";
import "./reference.css";
import { createRoot } from "react-dom/client";
import { Reference } from "./reference.tsx";

const element = document.getElementById("root");
if (element === null) throw new Error("the page has no #root");
createRoot(element).render(<Reference />);
