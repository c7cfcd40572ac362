// The endpoints of the model catalogue.
import { refusal } from "../errors";
import { MODELS } from "../models";
import { type Route } from "./route";

export function modelRoutes() {
  const list: Route = { auth: "any", handle: () => ({ object: "list", data: MODELS }) };
  const get: Route = {
    auth: "any",
    handle: ({ pathParameter }) => {
      const model = MODELS.find(({ id }) => id === pathParameter);
      if (model !== undefined) return model;
      throw refusal(404, "model_not_found", "The model does not exist", "model");
    },
  };
  return { "GET /models": list, "GET /models/{id}": get };
}
