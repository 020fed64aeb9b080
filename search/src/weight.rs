//! How telling a term is: the one number by which words of a query are weighed against each other.

/// The weight of a term that `found` of `articles` have, `each` times on average in those (1 or more; 1 when unknown).
///
/// The square root of the Robertson–Spärck Jones idf, times the fourth root of `each`. The root flattens idf: whole
/// questions have chance words that are rarer than their subject. The second factor is burstiness (Church & Gale,
/// *Poisson mixtures*, 1995): a word that comes back in the articles that have it is what they are about.
pub fn weight(articles: u32, found: u32, each: f32) -> f32 {
    idf(articles, found).sqrt() * each.max(1.0).sqrt().sqrt()
}

/// Robertson–Spärck Jones weight, never negative.
fn idf(articles: u32, found: u32) -> f32 {
    let (n, df) = (articles as f32, found.min(articles) as f32);
    ln(1.0 + (n - df + 0.5) / (df + 0.5))
}

/// Natural logarithm for `x` ≥ 1, by exponent and the series of artanh; within 1e-6 of the true value. Ours rather
/// than the platform's so that the same articles give the same bytes, and the same bytes the same ranking, everywhere.
fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series =
        1.0 + t2 * (1.0 / 3.0 + t2 * (0.2 + t2 * (1.0 / 7.0 + t2 * (1.0 / 9.0 + t2 / 11.0))));
    exponent as f32 * core::f32::consts::LN_2 + 2.0 * t * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm_agrees() {
        for i in 0..100_000 {
            let x = 1.0 + i as f32 * 0.37;
            assert!((ln(x) - x.ln()).abs() <= 2e-6 * x.ln().max(1.0), "{x}");
        }
    }

    #[test]
    fn rare_and_bursty_is_telling() {
        assert!(weight(100, 1, 1.0) > weight(100, 10, 1.0));
        assert!(weight(100, 10, 3.0) > weight(100, 10, 1.0));
        assert!(weight(100, 100, 1.0) < 0.1);
    }
}
