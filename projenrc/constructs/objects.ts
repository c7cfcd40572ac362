// The code of the classes that a computed list of objects needs: the list and its elements.
import { COMPUTED_TYPE, attributeCode } from "./accessors";
import { type ClassModel } from "./model";
import { camelCase, capitalised } from "./names";
import { type InConstructs, comment } from "./words";

/** In the conventions of cdktf's provider libraries. */
export const objectListName = (className: string, property: string): string =>
  `${className}${capitalised(property)}List`;
const objectName = (className: string, property: string): string =>
  `${className}${capitalised(property)}OutputReference`;

export const objectClassesCode = (
  { name, attributes }: ClassModel,
  models: readonly ClassModel[],
  words: InConstructs,
): string =>
  attributes
    .flatMap(({ attribute, property, value }) => {
      if (value.kind !== "objects") return [];
      const [element, list] = [objectName(name, property), objectListName(name, property)];
      // A list of what another class is one of has its descriptions.
      const names = value.attributes.map(([inner]) => inner);
      const one = models.find((model) => names.every((inner) => model.attributes.some((a) => a.attribute === inner)));
      const described = (inner: string): string =>
        words(one?.attributes.find((a) => a.attribute === inner)?.schema.description ?? `\`${inner}\` of the element.`);
      const getters = value.attributes.map(([inner, { kind }]) => {
        if (kind === "map" || kind === "objects")
          throw new Error(`the generator cannot write ${attribute}.${inner} yet`);
        return `${comment([described(inner)], "  ")}
  public get ${camelCase(inner)}(): ${COMPUTED_TYPE[kind]} {
    return ${attributeCode(kind, inner)};
  }`;
      });
      return [
        `/** An element of {@link ${name}.${property}}. */
export class ${element} extends ComplexObject {
  /**
   * @param terraformResource the block
   * @param terraformAttribute the list
   * @param complexObjectIndex which element
   * @param complexObjectIsFromSet whether the list is a set to Terraform
   */
  constructor(
    terraformResource: IInterpolatingParent,
    terraformAttribute: string,
    complexObjectIndex: number,
    complexObjectIsFromSet: boolean,
  ) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  ${getters.join("\n\n")}
}

/** What {@link ${name}.${property}} is: a reference to the whole list, and to each of its elements. */
export class ${list} extends ComplexList {
  /**
   * @param terraformResource the block
   * @param terraformAttribute the list
   * @param wrapsSet whether the list is a set to Terraform
   */
  constructor(terraformResource: IInterpolatingParent, terraformAttribute: string, wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet);
  }

  /**
   * One element.
   *
   * @param index from 0
   */
  public get(index: number): ${element} {
    return new ${element}(
      this.terraformResource,
      this.terraformAttribute,
      checkedIndex("${name}.${property}", index),
      this.wrapsSet,
    );
  }
}`,
      ];
    })
    .join("\n\n");
