//! Values out of a limited set: small counts, factors, locales.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::Table;

impl Table<'_> {
    /// A whole number from 1 to `max`.
    pub fn count(&self, key: &'static str, max: u32) -> Option<u32> {
        let found = self.find(key)?;
        let number = match found.value {
            DeValue::Integer(n) => u32::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| (1..=max).contains(number));
        if number.is_none() {
            self.wrong(found.line, key, &format!("a whole number from 1 to {max}"));
        }
        number
    }

    /// A factor within these bounds, with or without a decimal point.
    pub fn factor(&self, key: &'static str, bounds: RangeInclusive<f32>) -> Option<f32> {
        let found = self.find(key)?;
        let factor: Option<f32> = match found.value {
            DeValue::Float(factor) => factor.as_str().parse().ok(),
            DeValue::Integer(factor) => factor.as_str().parse().ok(),
            _ => None,
        };
        let factor = factor.filter(|factor| bounds.contains(factor));
        if factor.is_none() {
            let wanted = format!("a number from {:?} to {:?}", bounds.start(), bounds.end());
            self.wrong(found.line, key, &wanted);
        }
        factor
    }

    /// One of the site's locales.
    pub fn locale(&self, key: &'static str, locales: &[String]) -> Option<String> {
        let locale = self.text(key)?;
        if !locales.contains(&locale.value) {
            self.unknown_locale(locale.line, &locale.value, locales);
            return None;
        }
        Some(locale.value)
    }

    /// Notes a locale that the site does not have.
    pub fn unknown_locale(&self, line: usize, locale: &str, locales: &[String]) {
        self.fault(
            line,
            format!(
                "unknown locale `{locale}`{} (known: {}): correct it, or add it to `locales` in site.toml",
                self.place(),
                locales.join(", ")
            ),
        );
    }
}
